export { default } from '../features/templates/template-screen';
