export { default } from '../features/appointments/form/edit-appointment-screen';
