import { TemplateFiles } from '../features/files/template-files';
import { TemplateScreen } from '../features/templates/template-screen';

export default function TemplateRoute() {
  return <TemplateScreen Files={TemplateFiles} />;
}
