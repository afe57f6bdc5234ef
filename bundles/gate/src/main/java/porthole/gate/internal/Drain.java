// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Tells when Jetty, or the whole server, is about to stop. The event comes before the bundle's
 * activator is called, and the stopping waits for whoever listens: so requests in flight end while
 * everything that answers them is still there.
 */
final class Drain implements SynchronousBundleListener {

  private static final String JETTY = "org.apache.felix.http.jetty12";

  private final BundleContext context;
  private final Runnable stopping;
  private final Runnable started;

  Drain(BundleContext context, Runnable stopping, Runnable started) {
    this.context = context;
    this.stopping = stopping;
    this.started = started;
  }

  void open() {
    context.addBundleListener(this);
  }

  void close() {
    context.removeBundleListener(this);
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    Bundle bundle = event.getBundle();
    boolean system = bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID;
    boolean jetty = JETTY.equals(bundle.getSymbolicName());
    if (event.getType() == BundleEvent.STOPPING && (system || jetty)) {
      stopping.run();
    } else if (event.getType() == BundleEvent.STARTING && jetty) {
      started.run();
    }
  }
}
