export { default } from '../features/reports/reports-screen';
