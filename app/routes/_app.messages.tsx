export { default } from '../features/chat/messages-screen';
