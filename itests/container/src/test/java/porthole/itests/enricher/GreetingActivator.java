// SPDX-License-Identifier: Apache-2.0
package porthole.itests.enricher;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import porthole.capture.api.ThreadEnricher;
import porthole.capture.api.ThreadIdentity;

/** Gives every thread a field "Greeting", whose value is a header of the bundle it is packed in. */
public class GreetingActivator implements BundleActivator, ThreadEnricher {
  public static final String GREETING = "Test-Greeting";

  private String greeting = "";

  @Override
  public void start(BundleContext context) {
    greeting = context.getBundle().getHeaders().get(GREETING);
    context.registerService(
        ThreadEnricher.class,
        this,
        FrameworkUtil.asDictionary(Map.of(ThreadEnricher.NAME, "Greeting")));
  }

  @Override
  public void stop(BundleContext context) {}

  @Override
  public Map<Long, Object> enrich(List<ThreadIdentity> threads) {
    Map<Long, Object> greetings = new HashMap<>();
    threads.forEach(thread -> greetings.put(thread.threadId(), greeting));
    return greetings;
  }
}
