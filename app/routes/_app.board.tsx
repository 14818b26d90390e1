export { default } from '../features/journey/board/board-screen';
