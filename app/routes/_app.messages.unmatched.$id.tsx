export { default } from '../features/chat/unmatched-screen';
