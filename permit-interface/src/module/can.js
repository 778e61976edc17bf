/**
 * Whether to offer an action. If the action depends on the item, the `abilities` of the item must
 * contain it. A missing or unknown answer means no. The server decides again for the action itself.
 */
export function can(abilities, action, item) {
    const ability = abilities?.[action];
    if (ability === "always") {
        return true;
    }
    const depends = typeof ability === "object" && Array.isArray(ability?.depends);
    return depends && Array.isArray(item?.abilities) && item.abilities.includes(action);
}
