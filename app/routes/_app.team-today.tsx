export { default } from '../features/reports/team-day/team-day-screen';
