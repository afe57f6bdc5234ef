// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal.route;

import jakarta.servlet.Servlet;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.ServiceReference;
import org.osgi.service.servlet.whiteboard.HttpWhiteboardConstants;
import org.osgi.util.tracker.ServiceTracker;

/** Sees servlets come: learns their routes and wakes the requests that may wait for them. */
public final class ServletWatch implements AutoCloseable {

  private final BundleContext context;
  private final Routes routes;
  private final Parking parking;
  private final ServiceTracker<Servlet, ServiceReference<Servlet>> tracker;
  private final BundleListener uninstalls = this::bundleChanged;

  /** Watches from now on. */
  public ServletWatch(BundleContext context, Routes routes, Parking parking) {
    this.context = context;
    this.routes = routes;
    this.parking = parking;
    this.tracker =
        new ServiceTracker<>(context, Servlet.class, null) {
          @Override
          public ServiceReference<Servlet> addingService(ServiceReference<Servlet> reference) {
            arrived(reference);
            return reference;
          }
        };
  }

  /** Begins with what is there already. */
  public void open() {
    context.addBundleListener(uninstalls);
    tracker.open();
  }

  private void arrived(ServiceReference<Servlet> reference) {
    Object pattern = reference.getProperty(HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN);
    List<String> patterns =
        pattern instanceof String[] several
            ? List.of(several)
            : pattern instanceof String one ? List.of(one) : List.of();
    if (reference.getBundle() != null && !reference.getBundle().equals(context.getBundle())) {
      routes.learn(reference.getBundle().getBundleId(), patterns);
    }
    parking.wake();
  }

  private void bundleChanged(BundleEvent event) {
    if (event.getType() == BundleEvent.UNINSTALLED) {
      routes.forget(event.getBundle().getBundleId());
    }
  }

  @Override
  public void close() {
    tracker.close();
    context.removeBundleListener(uninstalls);
  }
}
