export { default } from '../features/appointments/calendar-screen';
