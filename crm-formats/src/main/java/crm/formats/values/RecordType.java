package crm.formats.values;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;

/**
 * A record class, taken apart once.
 *
 * @param names of the components, in order
 * @param types of the components, with their type arguments
 */
record RecordType(
        String simpleName, List<String> names, List<Type> types, List<Method> accessors, Constructor<?> constructor) {

    static RecordType of(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] erased =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        List<Method> accessors =
                Arrays.stream(components).map(RecordComponent::getAccessor).toList();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(erased);
            if (!java.lang.reflect.Modifier.isPublic(type.getModifiers())) {
                constructor.setAccessible(true);
                accessors.forEach(accessor -> accessor.setAccessible(true));
            }
            return new RecordType(
                    type.getSimpleName(),
                    Arrays.stream(components).map(RecordComponent::getName).toList(),
                    Arrays.stream(components)
                            .map(RecordComponent::getGenericType)
                            .toList(),
                    accessors,
                    constructor);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record without its canonical constructor: " + type, e);
        }
    }

    Object get(Object value, int component) {
        try {
            return accessors.get(component).invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + names.get(component) + " of a " + simpleName, e);
        }
    }

    /** The record of these components. What its constructor refuses is malformed. */
    Object make(Object[] components) throws MalformedValue {
        try {
            return constructor.newInstance(components);
        } catch (InvocationTargetException e) {
            Throwable refusal = e.getCause() == null ? e : e.getCause();
            throw new MalformedValue("not a " + simpleName + ": " + refusal.getMessage());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + simpleName, e);
        }
    }
}
