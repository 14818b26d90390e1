/** Tablets of the build after this one, where it was made as such (next-build.ts). */
import './tablets';
