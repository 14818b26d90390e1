export { default } from '../features/appointments/calendar/calendar-screen';
