export { NothingOpen as default } from '../features/chat/nothing-open';
