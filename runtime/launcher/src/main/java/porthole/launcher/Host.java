// SPDX-License-Identifier: Apache-2.0
package porthole.launcher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * The bundle porthole.host, which takes the server's parts to their end and tells the service
 * manager. Found by services with the property {@code porthole.host}, and spoken to through types
 * of the JDK only, since the launcher sees no bundle's. Where it is away, nothing is done.
 */
final class Host {
  private static final String ROLE = "porthole.host";
  private static final String BUDGET = "porthole.host.budget.ms";

  /** Holds where the bundle is away. */
  private static final Duration DEFAULT_BUDGET = Duration.ofSeconds(20);

  private final BundleContext context;

  Host(BundleContext context) {
    this.context = context;
  }

  /** Lets bundles ask for the end of the server; each says who asks. */
  void listen(Consumer<String> requests) {
    var unused =
        context.registerService(
            Consumer.class, requests, FrameworkUtil.asDictionary(Map.of(ROLE, "request")));
  }

  /** The server serves. */
  @SuppressWarnings("unchecked")
  void ready(String status) {
    if (service(Consumer.class, "ready") instanceof Consumer<?> ready) {
      ((Consumer<String>) ready).accept(status);
    }
  }

  /** How long the end may take. */
  Duration budget() {
    ServiceReference<?> reference = reference(BiFunction.class, "shutdown");
    return reference != null && reference.getProperty(BUDGET) instanceof Long millis
        ? Duration.ofMillis(millis)
        : DEFAULT_BUDGET;
  }

  /**
   * Ends what the bundles do; they are still there afterwards.
   *
   * @param console takes a line now and then on how it comes on
   * @return what could not be ended and is abandoned
   */
  @SuppressWarnings("unchecked")
  List<String> shutDown(String reason, Consumer<String> console) {
    List<String> abandoned = new ArrayList<>();
    if (service(BiFunction.class, "shutdown") instanceof BiFunction<?, ?, ?> shutdown) {
      Object left =
          ((BiFunction<String, Consumer<String>, Object>) shutdown).apply(reason, console);
      if (left instanceof List<?> list) {
        list.forEach(one -> abandoned.add(String.valueOf(one)));
      }
    }
    return abandoned;
  }

  private @Nullable Object service(Class<?> type, String role) {
    ServiceReference<?> reference = reference(type, role);
    return reference == null ? null : context.getService(reference);
  }

  private @Nullable ServiceReference<?> reference(Class<?> type, String role) {
    try {
      ServiceReference<?>[] found =
          context.getServiceReferences(type.getName(), "(" + ROLE + "=" + role + ")");
      return found == null ? null : found[0];
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
