export { default } from '../features/campaigns/campaigns-screen';
