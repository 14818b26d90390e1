export { default } from '../dev/parts-screen';
