export { default } from '../features/appointments/new-appointment-screen';
