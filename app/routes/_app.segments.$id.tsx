export { default } from '../features/segments/segment-screen';
