export { default } from '../features/members/team-screen';
