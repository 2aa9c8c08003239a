import { BatonChat } from './element.ts'

customElements.define('baton-chat', BatonChat)
