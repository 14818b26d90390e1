export { default } from '../features/settings/parts/setting-part-screen';
