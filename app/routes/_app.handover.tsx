export { default } from '../features/appointments/handover/handover-screen';
