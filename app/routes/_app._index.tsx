export { default } from '../features/today/today-screen';
