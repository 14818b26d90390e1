export { default } from '../features/notifications/notifications-screen';
