export { default } from '../features/outbox/outbox-screen';
