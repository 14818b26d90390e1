export { default } from '../features/lines/lines-screen';
