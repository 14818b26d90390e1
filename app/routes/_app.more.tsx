export { default } from '../features/more/more-screen';
