export { default } from '../features/imports/imports-screen';
