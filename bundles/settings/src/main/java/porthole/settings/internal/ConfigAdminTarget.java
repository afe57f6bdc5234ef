// SPDX-License-Identifier: Apache-2.0
package porthole.settings.internal;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Config Admin; a PID of the form {@code factory~name} is one of a factory's. */
final class ConfigAdminTarget implements SettingsTarget {

  private static final String ANY_BUNDLE = "?";

  private final ConfigurationAdmin admin;

  ConfigAdminTarget(ConfigurationAdmin admin) {
    this.admin = admin;
  }

  @Override
  public @Nullable Map<String, Object> read(String pid) throws IOException {
    Dictionary<String, Object> dictionary = configuration(pid).getProperties();
    if (dictionary == null) {
      return null;
    }
    Map<String, Object> properties = new TreeMap<>();
    for (Iterator<String> keys = dictionary.keys().asIterator(); keys.hasNext(); ) {
      String key = keys.next();
      properties.put(key, dictionary.get(key));
    }
    properties.remove(Constants.SERVICE_PID);
    properties.remove(ConfigurationAdmin.SERVICE_FACTORYPID);
    properties.remove(ConfigurationAdmin.SERVICE_BUNDLELOCATION);
    return properties;
  }

  @Override
  public void write(String pid, Map<String, Object> properties) throws IOException {
    configuration(pid).update(FrameworkUtil.asDictionary(properties));
  }

  @Override
  public void delete(String pid) throws IOException {
    configuration(pid).delete();
  }

  private Configuration configuration(String pid) throws IOException {
    int tilde = pid.indexOf('~');
    return tilde < 0
        ? admin.getConfiguration(pid, ANY_BUNDLE)
        : admin.getFactoryConfiguration(
            pid.substring(0, tilde), pid.substring(tilde + 1), ANY_BUNDLE);
  }
}
