export { default } from '../features/countries/countries-screen';
