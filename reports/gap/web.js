// What does not fit may be moved sideways, with the keyboard as well.
const look = () => document.querySelectorAll('.scroll').forEach(box => {
  const label = {role: 'group', tabindex: '0', 'aria-label': document.body.dataset.sideways};
  for (const [name, value] of Object.entries(label))
    if (box.scrollWidth > box.clientWidth) box.setAttribute(name, value);
    else box.removeAttribute(name);
});
addEventListener('resize', look);
document.fonts.ready.then(look);
