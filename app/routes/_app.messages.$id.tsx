export { default } from '../features/chat/thread-screen';
