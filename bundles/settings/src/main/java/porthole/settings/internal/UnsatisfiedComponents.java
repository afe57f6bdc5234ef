// SPDX-License-Identifier: Apache-2.0
package porthole.settings.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Names the components that do not run and what each lacks, for the launcher's messages. */
@Component(service = Supplier.class, property = "porthole.problems:Boolean=true")
public final class UnsatisfiedComponents implements Supplier<String> {

  private final ServiceComponentRuntime runtime;

  /** Looks at all bundles' components. */
  @Activate
  public UnsatisfiedComponents(@Reference ServiceComponentRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public String get() {
    List<String> problems = new ArrayList<>();
    for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs()) {
      for (ComponentConfigurationDTO configuration :
          runtime.getComponentConfigurationDTOs(component)) {
        String problem = problem(configuration);
        if (!problem.isEmpty()) {
          problems.add(component.name + " " + problem);
        }
      }
    }
    return String.join("; ", problems);
  }

  private static String problem(ComponentConfigurationDTO configuration) {
    return switch (configuration.state) {
      case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION -> "waits for its configuration";
      case ComponentConfigurationDTO.FAILED_ACTIVATION -> "failed to start";
      case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> missing(configuration);
      default -> "";
    };
  }

  private static String missing(ComponentConfigurationDTO configuration) {
    List<String> names = new ArrayList<>();
    for (UnsatisfiedReferenceDTO reference : configuration.unsatisfiedReferences) {
      names.add(reference.name);
    }
    return "waits for " + String.join(", ", names);
  }
}
