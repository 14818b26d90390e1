export { default } from '../features/appointments/edit-appointment-screen';
