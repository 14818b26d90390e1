export { default } from '../features/files/documents-screen';
