import { useLocation } from '@remix-run/react';
import { Component, lazy, Suspense, type ReactNode } from 'react';

const PaneCrash = lazy(() => import('./pane-crash'));

type Props = { /** Another address is another try. */ place: string; children: ReactNode };

/** `place` names what is shown: with another one it tries again. */
export class Boundary extends Component<Props, { failure: { error: unknown } | null }> {
  override state: { failure: { error: unknown } | null } = { failure: null };

  static getDerivedStateFromError(error: unknown) {
    return { failure: { error } };
  }

  override componentDidUpdate(before: Props) {
    if (before.place !== this.props.place && this.state.failure !== null) this.setState({ failure: null });
  }

  override render() {
    if (this.state.failure === null) return this.props.children;
    return (
      <Suspense fallback={null}>
        <PaneCrash
          error={this.state.failure.error}
          place={this.props.place}
          onRetry={() => this.setState({ failure: null })}
        />
      </Suspense>
    );
  }
}

/** Keeps what breaks inside to itself: the rest of the screen goes on, and going elsewhere mends it. */
export function PaneBoundary({ children }: { children: ReactNode }) {
  const { pathname, search } = useLocation();
  return <Boundary place={`${pathname}${search}`}>{children}</Boundary>;
}
