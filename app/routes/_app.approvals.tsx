export { default } from '../features/appointments/approval/requests-screen';
