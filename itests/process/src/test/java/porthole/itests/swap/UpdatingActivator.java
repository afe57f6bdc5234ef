// SPDX-License-Identifier: Apache-2.0
package porthole.itests.swap;

import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** Runs inside the server: replaces what serves documents and tells of changes by itself. */
public class UpdatingActivator implements BundleActivator {
  public static final String DONE = "the bundles have been replaced";

  private static final Set<String> BUNDLES = Set.of("porthole.http", "porthole.changes");

  @Override
  public void start(BundleContext context) throws BundleException {
    for (Bundle bundle : context.getBundles()) {
      if (BUNDLES.contains(bundle.getSymbolicName())) {
        bundle.update();
      }
    }
    System.getLogger("test").log(System.Logger.Level.INFO, DONE);
  }

  @Override
  public void stop(BundleContext context) {}
}
