export { NothingChosen as default } from '../features/customers/nothing-chosen';
