// SPDX-License-Identifier: Apache-2.0
package porthole.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * What bundles report as missing, each through a {@code Supplier<String>} service with the property
 * {@code porthole.problems=true}: only types of the JDK, since the launcher sees no bundle's.
 */
final class Problems {

  private Problems() {}

  static List<String> of(BundleContext context) {
    List<String> problems = new ArrayList<>();
    try {
      for (ServiceReference<?> reference :
          context.getServiceReferences(Supplier.class, "(porthole.problems=true)")) {
        Object service = context.getService(reference);
        if (service instanceof Supplier<?> supplier) {
          String text = String.valueOf(supplier.get());
          if (!text.isEmpty()) {
            problems.add(text);
          }
        }
      }
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
    return problems;
  }
}
