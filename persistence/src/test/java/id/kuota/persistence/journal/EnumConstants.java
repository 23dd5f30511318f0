package id.kuota.persistence.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Walks all types that a manifest can hold, with the path by which the form has them. */
final class EnumConstants {

  private EnumConstants() {}

  /** Every constant of every enum, as {@code ov1/status HELD}. */
  static Set<String> all() {
    var found = new TreeSet<String>();
    walk(
        (path, type) -> {
          if (type.isEnum()) {
            for (Object constant : type.getEnumConstants()) {
              found.add(path + " " + ((Enum<?>) constant).name());
            }
          }
        });
    return found;
  }

  /** Every record, enum and other class of the engine that a form can hold. */
  static void walk(BiConsumer<String, Class<?>> visitor) {
    Manifests.all().forEach(name -> inside(Manifests.classOf(name).orElseThrow(), name, visitor));
  }

  private static void walk(Type type, String path, BiConsumer<String, Class<?>> visitor) {
    switch (type) {
      case ParameterizedType generic -> {
        walk(generic.getRawType(), path, visitor);
        for (Type argument : generic.getActualTypeArguments()) {
          walk(argument, path, visitor);
        }
      }
      case Class<?> plain when Manifests.nameOf(plain).isPresent() -> {} // Has a path of its own.
      case Class<?> plain when plain.getName().startsWith("id.kuota.") ->
          inside(plain, path, visitor);
      default -> {}
    }
  }

  private static void inside(Class<?> type, String path, BiConsumer<String, Class<?>> visitor) {
    visitor.accept(path, type);
    if (type.isSealed()) {
      for (Class<?> variant : type.getPermittedSubclasses()) {
        walk(variant, path, visitor);
      }
    }
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        String below = path + "/" + component.getName();
        if (component.getGenericType() instanceof TypeVariable<?>) {
          walkVariants(type, component.getName(), below, visitor);
        } else {
          walk(component.getGenericType(), below, visitor);
        }
      }
    }
  }

  /** What a reply can hold stands only in {@link Variants}. */
  private static void walkVariants(
      Class<?> reply, String component, String path, BiConsumer<String, Class<?>> visitor) {
    for (Class<?> mixIn : Variants.class.getDeclaredClasses()) {
      if (mixIn.getSimpleName().equals(reply.getSimpleName())) {
        for (var variant : subTypes(mixIn, component).value()) {
          walk(variant.value(), path + "/" + variant.name(), visitor);
        }
      }
    }
  }

  private static JsonSubTypes subTypes(Class<?> mixIn, String component) {
    try {
      return mixIn.getDeclaredMethod(component).getAnnotation(JsonSubTypes.class);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(mixIn + " says nothing of " + component, e);
    }
  }
}
