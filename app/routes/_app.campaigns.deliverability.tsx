export { default } from '../features/campaigns/deliverability-screen';
