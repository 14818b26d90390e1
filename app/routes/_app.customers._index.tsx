export { NothingChosen as default } from '../features/customers/list/nothing-chosen';
