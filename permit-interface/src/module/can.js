/**
 * Whether to offer an action. If the action depends on the item, the `abilities` of the item must
 * contain it. A missing or unknown answer means no. The server decides again for the action itself.
 */
export function can(abilities, action, item) {
    // Not a property that every object has, such as `constructor`.
    const known = abilities != null && Object.hasOwn(abilities, action);
    const ability = known ? abilities[action] : undefined;
    if (ability === "always") {
        return true;
    }
    const depends = typeof ability === "object" && Array.isArray(ability?.depends);
    return depends && Array.isArray(item?.abilities) && item.abilities.includes(action);
}
