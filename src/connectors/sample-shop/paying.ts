/** How long an order waits for its payment before it closes by itself: article kb-zh-013. */
export const unpaidKeptMinutes = 30

/** Where orders are paid, but for their number. */
export const payAt = 'https://pay.voyagergoods.example/'
