export { default } from '../features/imports/import-screen';
