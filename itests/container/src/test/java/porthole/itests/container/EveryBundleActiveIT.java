// SPDX-License-Identifier: Apache-2.0
package porthole.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Every shipped bundle starts, and every component of ours finds what it needs. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class EveryBundleActiveIT {
  @Inject private BundleContext context;

  @Configuration
  public Option[] configuration() {
    return ShippedServer.configuration();
  }

  @Test
  public void everyBundleIsActive() {
    List<String> inactive = new ArrayList<>();
    for (Bundle bundle : context.getBundles()) {
      boolean fragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
      int wanted = fragment ? Bundle.RESOLVED : Bundle.ACTIVE;
      if (bundle.getState() != wanted) {
        inactive.add(bundle + " is in state " + bundle.getState());
      }
    }
    assertEquals(List.of(), inactive);
  }

  @Test
  public void theProvidersOfTheHouseAreAmongThem() {
    List<String> names = Arrays.stream(context.getBundles()).map(Bundle::getSymbolicName).toList();
    for (String provider :
        List.of(
            "gate",
            "host",
            "storage",
            "storage.rocksdb",
            "indexing",
            "script",
            "introspection",
            "capture",
            "capture.jvm",
            "capture.native",
            "capture.inprocess",
            "http",
            "admin")) {
      assertTrue(provider + " among " + names, names.contains("porthole." + provider));
    }
  }

  @Test
  public void everyComponentIsSatisfied() throws Exception {
    ServiceComponentRuntime components = Await.service(context, ServiceComponentRuntime.class);
    Await.untilTrue("all components are satisfied", () -> wanting(components).isEmpty());
    assertEquals(List.of(), wanting(components));
  }

  private static List<String> wanting(ServiceComponentRuntime components) {
    List<String> wanting = new ArrayList<>();
    for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
      var configurations = components.getComponentConfigurationDTOs(component);
      boolean needsConfiguration = "require".equals(component.configurationPolicy);
      if (configurations.isEmpty() && !needsConfiguration) {
        wanting.add(component.name + " has no configuration");
      }
      for (ComponentConfigurationDTO configuration : configurations) {
        if (configuration.state != ComponentConfigurationDTO.ACTIVE
            && configuration.state != ComponentConfigurationDTO.SATISFIED) {
          wanting.add(component.name + " is in state " + configuration.state);
        }
      }
    }
    return wanting;
  }
}
