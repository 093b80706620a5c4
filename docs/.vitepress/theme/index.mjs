/** VitePress' own theme, but for what terminals show. */
import theme from 'vitepress/theme';
import './terminal.css';

export default theme;
