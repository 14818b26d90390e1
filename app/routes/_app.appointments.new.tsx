export { default } from '../features/appointments/form/new-appointment-screen';
