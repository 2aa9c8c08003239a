/** Asking how a picture or a film gets to us. */
const asksHowToSend =
  /\b(?:how|where)\b.{0,20}\b(?:send|upload|attach|post|share|submit|put|add)\b.{0,20}\b(?:photos?|pictures?|pics?|images?|videos?|screenshots?|files?|them)\b|\b(?:photos?|pictures?|pics?|images?|videos?|screenshots?)\b.{0,10}\b(?:how|where)\b.{0,16}\b(?:send|upload|attach|share|submit)\b|(?:怎么|咋|哪里|在哪|如何).{0,6}(?:发|传|上传|提交).{0,6}(?:照片|图|视频|截图|文件)|(?:照片|图片?|视频|截图|文件).{0,4}(?:怎么|咋|往哪|哪里|在哪|如何).{0,4}(?:发|传|提交)/i

/** Whether a message asks how to send a picture here: about this very conversation, so no article answers it. */
export const asksHowToSendPictures = (text: string): boolean => asksHowToSend.test(text)
