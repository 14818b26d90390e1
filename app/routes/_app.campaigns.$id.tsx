export { default } from '../features/campaigns/campaign-screen';
